/** n8n's form turns the line breaks of a pasted PEM text into spaces. */
export const withLineBreaks = (pem: string): string =>
	pem.includes('\n')
		? pem
		: pem.replace(/(-----[A-Z ]+-----)\s*|\s+(?=-----END)|(?<=[A-Za-z0-9+/=]{64})\s+/g, (_, rim?: string) =>
				rim ? `${rim}\n` : '\n',
			);
