import type { INodeProperties } from 'n8n-workflow';
import { findingsThat } from '../findingOptions.js';

/** What else the check is to know. */
export const prepareOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	default: {},
	placeholder: 'Add Option',
	description: 'For all items of a run: an expression must give every item the same',
	options: [
		{
			displayName: 'Also Block On',
			name: 'alsoBlock',
			type: 'multiOptions',
			default: [],
			description: 'Findings that otherwise only warn',
			options: findingsThat('warn'),
		},
		{
			displayName: 'Catalogue Costs Are',
			name: 'costPrices',
			type: 'options',
			default: 'net',
			description:
				'Whether the costs in the Catalogue input include tax; counts with Price to Send: Cost From Catalogue',
			options: [
				{ name: 'Gross', value: 'gross' },
				{ name: 'Net', value: 'net' },
			],
		},
		{
			displayName: 'Country If Missing',
			name: 'countryIfMissing',
			type: 'string',
			default: '',
			placeholder: 'e.g. DE',
			description: 'Country of addresses that name none',
		},
		{
			displayName: 'Currency If Missing',
			name: 'currencyIfMissing',
			type: 'string',
			default: '',
			placeholder: 'e.g. EUR',
			description: 'Currency of orders that name none',
		},
		{
			displayName: 'Dates With Slashes',
			name: 'slashes',
			type: 'options',
			default: 'guess',
			description: 'How 03/04/2025 is read',
			options: [
				{ name: 'Day First', value: 'dayFirst' },
				{ name: 'Day First, Warn When Unclear', value: 'guess' },
				{ name: 'Month First', value: 'monthFirst' },
			],
		},
		{
			displayName: 'Hold the Whole Supplier Order',
			name: 'holdIncomplete',
			type: 'boolean',
			default: false,
			description: 'Whether one rejected customer order holds back all other orders of the same supplier',
		},
		{
			displayName: 'Maximum Age (Days)',
			name: 'maximumAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Reject older orders; 0 accepts any age',
		},
		{
			displayName: 'Minimum Order Value',
			name: 'minimumValue',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'Reject customer orders worth less, in their own currency; 0 accepts any value',
		},
		{
			displayName: 'Only Warn About',
			name: 'onlyWarn',
			type: 'multiOptions',
			default: [],
			description: 'Findings that otherwise reject the order',
			options: findingsThat('block'),
		},
		{
			displayName: 'Prices Are',
			name: 'prices',
			type: 'options',
			default: 'elseGross',
			description: 'Whether the prices in the orders include tax',
			options: [
				{ name: 'Always Gross', value: 'alwaysGross' },
				{ name: 'Always Net', value: 'alwaysNet' },
				{ name: 'As the Order Says, Otherwise Gross', value: 'elseGross' },
				{ name: 'As the Order Says, Otherwise Net', value: 'elseNet' },
			],
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description: 'Of dates that name none; empty takes the zone of the workflow',
		},
	],
};
