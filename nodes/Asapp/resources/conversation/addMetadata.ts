import { optionalSelect } from '../../../shared/fields/choice';
import { text, textList } from '../../../shared/fields/text';
import { externalConversationId, ID } from '../../fields/ids';
import { organization } from '../../fields/organization';
import { addRecord } from '../../records/addRecord';
import { conversation } from '../../resources';

/** Submits attributes of a conversation to ASAPP's metadata ingestion. Limits: its published schema. */
export const addConversationMetadata = addRecord({
	resource: conversation,
	action: 'Add metadata to conversation',
	description: 'Submit attributes of a conversation to metadata ingestion',
	pathName: 'convo',
	subject: 'the conversation',
	addable: 'Add campaign, device, platform or another field',
	ids: { externalConversationId },
	order: ({ externalConversationId: id }) => id,
	additionalFields: {
		...organization,
		agentRoutingCode: text({
			...ID,
			displayName: 'Agent Routing Code',
			placeholder: 'e.g. route-13988',
			description: "The agent's routing attribute, up to 256 characters",
		}),
		campaign: text({
			...ID,
			kind: 'text',
			displayName: 'Campaign',
			placeholder: 'e.g. campaign-A',
			description: 'The activities related to the issue, up to 256 characters',
		}),
		deviceType: optionalSelect({
			displayName: 'Device Type',
			default: 'PHONE',
			description: "Type of the customer's device",
			options: {
				DESKTOP: { name: 'Desktop' },
				OTHER: { name: 'Other' },
				PHONE: { name: 'Phone' },
				TABLET: { name: 'Tablet' },
				WATCH: { name: 'Watch' },
			},
		}),
		platform: optionalSelect({
			displayName: 'Platform',
			default: 'WEB',
			description: 'Platform on which the customer takes part',
			options: {
				ANDROID: { name: 'Android' },
				APP: { name: 'App' },
				APPLEBIZ: { name: 'Apple Business' },
				GBM: { name: 'GBM' },
				GOOGLEBIZ: { name: 'Google Business' },
				IOS: { name: 'iOS' },
				LOCAL: { name: 'Local' },
				SMS: { name: 'SMS' },
				VOICE: { name: 'Voice' },
				VOICE_ANDROID: { name: 'Voice (Android)' },
				VOICE_ECHO: { name: 'Voice (Echo)' },
				VOICE_GGLHOME: { name: 'Voice (Google Home)' },
				VOICE_HOMEPOD: { name: 'Voice (HomePod)' },
				VOICE_IOS: { name: 'Voice (iOS)' },
				VOICE_WEB: { name: 'Voice (Web)' },
				WAB: { name: 'WhatsApp Business' },
				WEB: { name: 'Web' },
			},
		}),
		companySegment: textList({
			...ID,
			kind: 'text',
			maxLength: 64,
			displayName: 'Company Segment',
			placeholder: 'e.g. Sales, Marketing',
			description:
				'Segments of the company that the issue belongs to, with commas between them or as a list, each up to 64 characters',
		}),
		companySubdivision: text({
			...ID,
			kind: 'text',
			displayName: 'Company Subdivision',
			placeholder: 'e.g. Operating',
			description: 'Subdivision of the company that the issue belongs to, up to 256 characters',
		}),
		businessRule: text({
			maxLength: 256,
			displayName: 'Business Rule',
			placeholder: "e.g. Apply customer's discount",
			description: 'Business rule to use, up to 256 characters',
		}),
		entryType: text({
			...ID,
			kind: 'text',
			displayName: 'Entry Type',
			placeholder: 'e.g. reactive',
			description: 'How the issue was started and created, up to 256 characters',
		}),
		operatingSystem: optionalSelect({
			displayName: 'Operating System',
			default: 'WINDOWS',
			description: 'Operating system with which the issue was entered',
			options: {
				ANDROID: { name: 'Android' },
				IOS: { name: 'iOS' },
				LINUX: { name: 'Linux' },
				MAC_OS: { name: 'macOS' },
				OTHER: { name: 'Other' },
				WINDOWS: { name: 'Windows' },
			},
		}),
		browserType: text({
			...ID,
			kind: 'text',
			maxLength: 64,
			displayName: 'Browser Type',
			placeholder: 'e.g. Safari',
			description: 'Browser that was used, up to 64 characters',
		}),
		browserVersion: text({
			pattern: /[a-zA-Z0-9\-_.]/,
			patternName: 'a text with a letter, digit, "-", "_" or "." in it',
			maxLength: 16,
			displayName: 'Browser Version',
			placeholder: 'e.g. 14.1.2',
			description: 'Version of the browser, up to 16 characters',
		}),
	},
});
