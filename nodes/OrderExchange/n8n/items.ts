import type { INodeExecutionData } from 'n8n-workflow';

/**
 * One output item, linked to the input items it came from. The value is business data of this package
 * (schema output, problems, receipts), which is plain JSON.
 */
export const outputItem = (value: object, cameFrom: number | readonly number[]): INodeExecutionData => ({
	json: value as INodeExecutionData['json'],
	pairedItem: [...new Set([cameFrom].flat())].map((item) => ({ item })),
});
