import { text } from '../../shared/fields/text';
import { ID } from './ids';

/** Where in the company somebody or something belongs, as ASAPP's published schemas name it. */
export const organization = {
	lobId: text({
		...ID,
		displayName: 'LOB ID',
		placeholder: 'e.g. 1038',
		description: 'ID of the line of business (LOB), up to 256 characters',
	}),
	lobName: text({
		maxLength: 256,
		displayName: 'LOB Name',
		placeholder: 'e.g. manufacturing',
		description: 'Name of the line of business (LOB), up to 256 characters',
	}),
	groupId: text({
		...ID,
		displayName: 'Group ID',
		placeholder: 'e.g. group59',
		description: 'ID of the group that the agent belongs to, up to 256 characters',
	}),
	groupName: text({
		maxLength: 256,
		displayName: 'Group Name',
		placeholder: 'e.g. groupXYZ',
		description: 'Name of the group, up to 256 characters',
	}),
};
