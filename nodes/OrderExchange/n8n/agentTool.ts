import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * The outputs as n8n takes them. Of a node that an AI agent calls as its tool, the agent is told the first output alone,
 * so that what was refused or failed goes there as well.
 */
export const outputsOf = (
	node: IExecuteFunctions,
	outputs: readonly INodeExecutionData[][],
): INodeExecutionData[][] => (isAgentTool(node) ? [outputs.flat()] : [...outputs]);

/** n8n makes a node type of its own for tools, and runs it as any other: only its name tells. */
const isAgentTool = (node: IExecuteFunctions): boolean => node.getNode().type.endsWith('Tool');
