import path from 'node:path';

/** The project's folder. */
export const projectFolder = path.resolve(__dirname, '..');

/** Git-ignored folder for everything the demo and the tests download, build or write. */
export const cacheFolder = path.join(projectFolder, '.cache');
