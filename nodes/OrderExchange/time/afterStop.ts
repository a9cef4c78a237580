import { clearTimeout, setTimeout } from 'node:timers';

/**
 * Calls `end` when the run has been stopped for so long and the work is still going on. The returned function says that
 * the work is over; call it in `finally`.
 */
export function afterStop(
	signal: AbortSignal | undefined,
	milliseconds: number,
	end: () => void,
): () => void {
	if (!signal) return () => undefined;
	let timer: NodeJS.Timeout | undefined;
	const start = () => {
		timer = setTimeout(end, milliseconds);
	};
	if (signal.aborted) start();
	else signal.addEventListener('abort', start, { once: true });
	return () => {
		clearTimeout(timer);
		signal.removeEventListener('abort', start);
	};
}
