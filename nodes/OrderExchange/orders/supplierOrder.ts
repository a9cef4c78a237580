import { z } from 'zod/v4';
import { amountSchema, customerOrderSchema, lineSchema } from './customerOrder.js';

/** A line as its supplier gets it. Without `unitPrice` the shop's own price counts at the push. */
const supplierLineSchema = lineSchema.omit({ supplier: true }).extend({
	supplierSku: z.string().min(1),
	unitPrice: lineSchema.shape.unitPrice.optional(),
});

/** The part of a customer order that concerns one supplier: only its lines, its share of the rest. */
export const supplierCustomerOrderSchema = customerOrderSchema.omit({ status: true }).extend({
	lines: z.array(supplierLineSchema).min(1),
});

const supplierSchema = z.object({
	code: z.string().min(1),
	name: z.string().min(1),
	email: z.string().optional(),
	language: z.string().optional(),
});

const distributorSchema = z.object({
	code: z.string().min(1).meta({ description: 'Never changes: part of every exchange key' }),
	name: z.string().min(1),
	email: z.string().optional(),
	/** Whom the supplier asks about the orders, and by which number. */
	contact: z.string().optional(),
	phone: z.string().optional(),
	customerNumber: z
		.string()
		.optional()
		.meta({ description: 'Under which this supplier knows the distributor' }),
});

/** What one supplier gets in one send; the same content prepared again has the same number. */
export const supplierOrderSchema = z.object({
	number: z.string().min(1),
	supplier: supplierSchema,
	distributor: distributorSchema,
	customerOrders: z.array(supplierCustomerOrderSchema).min(1),
	totals: z.object({
		customerOrders: z.number(),
		lines: z.number(),
		quantity: z.number(),
		amounts: z.array(z.object({ currency: z.string(), amount: amountSchema })),
	}),
});

export type Supplier = z.output<typeof supplierSchema>;
export type Distributor = z.output<typeof distributorSchema>;
export type SupplierLine = z.output<typeof supplierLineSchema>;
export type SupplierCustomerOrder = z.output<typeof supplierCustomerOrderSchema>;
export type SupplierOrder = z.output<typeof supplierOrderSchema>;
