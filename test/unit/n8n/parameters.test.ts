import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import {
	choice,
	collection,
	flag,
	locator,
	number,
	readParameters,
	text,
	titleOf,
} from '../../../nodes/OrderExchange/n8n/parameters.js';

const form: INodeProperties[] = [
	{ displayName: 'Supplier', name: 'supplier', type: 'resourceLocator', default: '' },
	{
		displayName: 'Price to Send',
		name: 'price',
		type: 'options',
		default: 'order',
		options: [
			{ name: 'Cost', value: 'cost' },
			{ name: 'Order’s Own', value: 'order' },
		],
	},
	{
		displayName: 'Pass Phrase',
		name: 'phrase',
		type: 'string',
		typeOptions: { password: true },
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [
			{
				displayName: 'Batch Size',
				name: 'batch',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 9 },
				default: 0,
			},
			{ displayName: 'Hold', name: 'hold', type: 'boolean', default: false },
			{ displayName: 'Email', name: 'email', type: 'string', default: '' },
		],
	},
];
const schema = z.object({
	supplier: locator,
	price: choice(['order', 'cost'], 'order'),
	phrase: z.string().default(''),
	options: collection({ batch: number(3, z.number().int().min(0).max(9)), hold: flag(true), email: text }),
});
const read = (given: Readonly<Record<string, unknown>>) =>
	readParameters(
		{ getNodeParameter: (name: string) => given[name] ?? null } as unknown as IExecuteFunctions,
		0,
		schema,
		form,
	);
const asLeftOut = { supplier: '', price: 'order', phrase: '', options: { batch: 3, hold: true, email: '' } };

test.each([
	['nothing is given', {}],
	['all is left empty', { supplier: '', price: '', options: { batch: '', hold: '', email: '' } }],
	[
		'expressions give nothing',
		{ supplier: null, price: null, options: { batch: null, hold: null, email: null } },
	],
])('the defaults count where %s', (_, given) => {
	expect(read(given)).toEqual({ ok: true, values: asLeftOut });
});

test('what an expression gives is taken as the field means it', () => {
	const options = { batch: ' 7 ', hold: 'false', email: ' a@b.example ' };
	expect(read({ supplier: { value: 712 }, price: 'cost ', options })).toEqual({
		ok: true,
		values: {
			supplier: '712',
			price: 'cost',
			phrase: '',
			options: { batch: 7, hold: false, email: 'a@b.example' },
		},
	});
	expect(read({ supplier: 712 })).toMatchObject({ values: { supplier: '712' } });
});

test('each field that cannot be used is named by its label, with what to do', () => {
	const wrong = { supplier: true, price: 'Cost', options: { batch: '12', hold: 'yes', email: ['a'] } };
	const found = read(wrong);
	const said = found.ok ? [] : found.problems.map(({ message, remedy }) => `${message} ${remedy}`);
	expect(said).toEqual(
		[
			'Supplier cannot be “true”. Correct this field or its expression.',
			'Price to Send cannot be “Cost”. Choose from the list; an expression gives one of cost, order.',
			'Batch Size cannot be “12”. Enter a number from 0 up to 9, digits only.',
			'Hold cannot be “yes”. Switch it on or off; an expression gives true or false.',
			'Email cannot be “["a"]”. Correct this field or its expression.',
		].map((words) => `The node cannot work with its settings: ${words}`),
	);
});

test('what a field hides is not shown when it cannot be used', () => {
	const found = read({ phrase: { deep: 'hunter2' } });
	expect(JSON.stringify(found)).toContain('Pass Phrase cannot be used');
	expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('the label of a field is found inside collections too', () => {
	expect(titleOf(form, 'options', 'email')).toBe('Email');
	expect(titleOf(form, 'elsewhere')).toBe('elsewhere');
});
