import type { INodeProperties } from 'n8n-workflow';

import {
	caseOf,
	nodeWith,
	SERVICES,
	TARGETS as ALL_TARGETS,
	type HostileTarget,
	type OperationCase,
	type Parameters,
} from '../cases';
import type { NodeCase } from '../engine/nodeCase';
import { propertiesOf } from '../engine/operations';

/** Sound parameters of an operation, and its case. */
export interface Target extends HostileTarget {
	case: OperationCase;
}

const toTarget = ([target, one]: readonly [HostileTarget, OperationCase]): Target => ({
	...target,
	case: one,
});

/** Every operation; more than once where a choice brings fields of its own. */
export const TARGETS: readonly Target[] = ALL_TARGETS.map(toTarget);

/** The targets that stand for their operations where the fields of a choice do not matter. */
export const FIRST_TARGETS: readonly Target[] = TARGETS.filter(
	(target) => target.name === target.case.hostile[0].name,
);

/** The target that stands for one operation, for inputs that are about this one. */
export function targetOf(key: string): Target {
	const one = caseOf(key);
	return toTarget([one.hostile[0], one]);
}

/** The target's node with some of its sound parameters spoiled. */
export const spoiled = (target: Target, changes: Parameters): NodeCase =>
	nodeWith(target.case, { ...target.parameters, ...changes });

/** File in sandbox/contracts that the target's requests must keep. */
export const contractOf = (target: Target): string => SERVICES[target.case.node].contract;

/** The names that a user sees in the editor: a complaint must use one of them. */
export function displayNames(target: Target): Set<string> {
	const names = new Set<string>();
	const collect = (fields: readonly object[]): void => {
		for (const field of fields as INodeProperties[]) {
			if (field.displayName) names.add(field.displayName);
			if (Array.isArray(field.options)) collect(field.options);
			if ('values' in field && Array.isArray(field.values)) collect(field.values);
		}
	};
	collect(propertiesOf(target.case));
	return names;
}
