import { dateTime } from '../../../shared/fields/dateTime';
import { number } from '../../../shared/fields/number';
import { text, textList } from '../../../shared/fields/text';
import { EMAIL, ID } from '../../fields/ids';
import { organization } from '../../fields/organization';
import { addRecord } from '../../records/addRecord';
import { agent } from '../../resources';

/** Submits attributes of an agent to ASAPP's metadata ingestion. Limits: its published schema. */
export const addAgentMetadata = addRecord({
	resource: agent,
	action: 'Add metadata to agent',
	description: 'Submit attributes of an agent to metadata ingestion',
	pathName: 'agent',
	subject: 'the agent',
	addable: 'Add name, group, languages or another field',
	ids: {
		externalAgentId: text({
			...ID,
			displayName: 'External Agent ID',
			required: true,
			placeholder: 'e.g. agent158',
			description: 'ID of the agent in your own system, up to 256 characters',
		}),
	},
	order: ({ externalAgentId }) => externalAgentId,
	additionalFields: {
		...organization,
		agentName: text({
			kind: 'name',
			maxLength: 256,
			displayName: 'Agent Name',
			placeholder: 'e.g. Jane Doe',
			description: 'Name of the agent, up to 256 characters',
		}),
		agentLocation: text({
			maxLength: 256,
			displayName: 'Agent Location',
			placeholder: 'e.g. Northern-California',
			description: 'Where the agent works, up to 256 characters',
		}),
		supervisorId: text({
			...ID,
			displayName: 'Supervisor ID',
			placeholder: 'e.g. 3080',
			description: 'ID of the supervisor whom the agent reports to, up to 256 characters',
		}),
		supervisorName: text({
			kind: 'name',
			maxLength: 256,
			displayName: 'Supervisor Name',
			placeholder: 'e.g. Linda Lemon',
			description: "Name of the agent's supervisor, up to 256 characters",
		}),
		categoryLabel: text({
			...ID,
			kind: 'text',
			displayName: 'Category Label',
			placeholder: 'e.g. Tier-2-Escalation',
			description: 'Label for the kinds of work that the agent has access to, up to 256 characters',
		}),
		accountAccessLevel: text({
			...ID,
			kind: 'text',
			displayName: 'Account Access Level',
			placeholder: 'e.g. High-Profile',
			description: 'Level at which the agent may change customer accounts, up to 256 characters',
		}),
		vendor: text({
			maxLength: 256,
			displayName: 'Vendor',
			placeholder: 'e.g. Contracting',
			description: 'Outsourcing company that the agent is part of, up to 256 characters',
		}),
		jobTitle: text({
			...ID,
			kind: 'text',
			displayName: 'Job Title',
			placeholder: 'e.g. Booking-Manager',
			description: 'Job title of the agent, up to 256 characters',
		}),
		jobRole: text({
			...ID,
			kind: 'text',
			displayName: 'Job Role',
			placeholder: 'e.g. booking',
			description: 'Role of the agent, up to 256 characters',
		}),
		workShift: text({
			...ID,
			kind: 'text',
			displayName: 'Work Shift',
			placeholder: 'e.g. afternoon',
			description: 'Hours that the agent works, or the name of the shift, up to 256 characters',
		}),
		startTs: dateTime({
			displayName: 'Start Timestamp',
			description: 'When the agent was hired',
		}),
		languages: textList({
			pattern: /[a-zA-Z0-9-]/,
			patternName: 'a text with a letter, digit or "-" in it',
			maxLength: 16,
			displayName: 'Languages',
			placeholder: 'e.g. en-us, es-cl',
			description:
				'Codes (ISO 639) of the languages that the agent knows, with commas between them or as a list, each up to 16 characters',
		}),
		concurrency: number({
			displayName: 'Agent Concurrency',
			description: 'How many issues the agent can take at a time',
		}),
		ranking: number({
			displayName: 'Ranking',
			description: 'Performance of the agent, as a number on your own scale',
		}),
		emailAddress: text({
			...EMAIL,
			displayName: 'Email Address',
			placeholder: 'e.g. jdoe@example.com',
			description: 'Email address of the agent',
		}),
	},
});
