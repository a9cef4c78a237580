import { z } from 'zod/v4';
import { unchanged } from './asItIs.js';
import { amount, Decimal, type Amount } from './money.js';

const decimalText = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
/** What `amount` would give back as it is. */
const amountText = /^(0|-?(0\.\d*[1-9]|[1-9]\d{0,29}(\.\d*[1-9])?))$/;

const asAmount = (value: number | string): Amount => {
	const text = String(value);
	return amountText.test(text) ? text : amount(new Decimal(value));
};

/** A decimal number, as JSON number or as text with a point; becomes an Amount. */
export const amountSchema = z
	.union([z.number(), z.string().trim().regex(decimalText)])
	.pipe(z.transform(asAmount).register(unchanged, { pattern: amountText }))
	.meta({ description: 'Decimal number; text with a decimal point keeps every digit' });

const notNegative = amountSchema.refine((value) => !value.startsWith('-'), 'must not be negative');

export const addressSchema = z.object({
	company: z.string().optional(),
	firstName: z.string().optional(),
	lastName: z.string().optional(),
	street: z.string().min(1),
	street2: z.string().optional(),
	postalCode: z.string().optional(),
	city: z.string().min(1),
	region: z.string().optional().meta({ description: 'State, province or county: name or code' }),
	country: z
		.string()
		.regex(/^[A-Z]{2}$/)
		.meta({ description: 'ISO 3166-1 alpha-2' }),
	phone: z.string().optional(),
});

export const customerSchema = z.object({
	email: z.string().min(3),
	number: z.string().optional().meta({ description: "The distributor's customer number" }),
	account: z
		.enum(['account', 'guest'])
		.optional()
		.meta({ description: 'How the shop books a customer it does not know; default: as the node says' }),
	vatId: z.string().optional(),
	gender: z.enum(['m', 'f', 'd']).optional(),
	phone: z.string().optional(),
	language: z.string().optional().meta({ description: 'ISO 639-1, e.g. de' }),
});

export const lineSchema = z.object({
	id: z.string().min(1).meta({ description: 'Unique within the order, e.g. its position' }),
	sku: z.string().min(1),
	name: z.string().optional(),
	quantity: z.number().positive(),
	unitPrice: notNegative.meta({ description: 'Before discount; net or gross as `prices` says' }),
	discount: notNegative.optional().meta({ description: 'Taken off the whole line, not per piece' }),
	taxRate: notNegative.optional().meta({ description: 'Percent; left out, the shop decides' }),
	total: amountSchema.optional().meta({ description: 'quantity × unitPrice − discount, checked' }),
	options: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
	supplierSku: z.string().optional().meta({ description: "The supplier's article number" }),
	supplier: z
		.union([z.string(), z.object({ code: z.string(), name: z.string().optional() })])
		.optional()
		.meta({ description: 'Who delivers the line: code, or code and name; needed without a catalogue' }),
});

/** One order of one end customer at the distributor: the package's own order JSON. */
export const customerOrderSchema = z.object({
	number: z.string().min(1),
	status: z.string().optional().meta({
		description: 'Its state at the distributor: cancelled, refunded, shipped and the like reject it',
	}),
	date: z.iso.datetime({ offset: true }).meta({ description: 'With an explicit zone' }),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.meta({ description: 'ISO 4217' }),
	prices: z.enum(['net', 'gross']),
	customer: customerSchema,
	billTo: addressSchema,
	shipTo: addressSchema.optional().meta({ description: 'Left out: the same as billTo' }),
	lines: z.array(lineSchema).min(1),
	shipping: z
		.object({
			amount: notNegative,
			code: z.string().optional().meta({ description: "The shop's method, e.g. flat.flat" }),
			title: z.string().optional(),
			taxRate: notNegative.optional(),
		})
		.optional(),
	discounts: z
		.array(z.object({ title: z.string(), amount: notNegative, code: z.string().optional() }))
		.optional()
		.meta({ description: 'Off the whole order' }),
	payment: z
		.object({
			code: z.string().optional().meta({ description: "The shop's method, e.g. cod" }),
			title: z.string().optional(),
			transactionId: z.string().optional(),
		})
		.optional(),
	totals: z
		.object({
			lines: amountSchema.optional(),
			discount: amountSchema.optional(),
			shipping: amountSchema.optional(),
			tax: amountSchema.optional(),
			total: amountSchema.optional(),
		})
		.optional()
		.meta({ description: 'As the source states them; checked to the cent' }),
	comment: z.string().optional(),
});

export type Address = z.output<typeof addressSchema>;
export type Customer = z.output<typeof customerSchema>;
