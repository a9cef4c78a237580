import type { Fault, Way } from '../proxy/faults.js';
import type { ShopKind } from '../../support/shops/kinds.js';
import type { Writer } from '../workers/jobs.js';
import type { Steps, Sweep } from './sweep.js';

/** Cuts a push of so many orders before every byte, both ways; `stride` 7 takes each seventh byte only. */
export const everyByte = (kind: ShopKind, orders: number, stride: number): Sweep => ({
	title: `every${stride === 1 ? '' : ` ${stride}th`} byte of ${orders} orders, ${kind.platform}, ${kind.engine}`,
	kind,
	writer: 'exchange',
	orders,
	faults: (steps) => cuts(steps, stride),
});

/** The same for a writer that must fail. */
export const everyByteOf = (writer: Writer, stride: number): Sweep => ({
	title: `every${stride === 1 ? '' : ` ${stride}th`} byte of 1 order, naive writer ${writer}`,
	kind: { platform: 'modified-3.3', engine: 'InnoDB' },
	writer,
	orders: 1,
	faults: (steps) => cuts(steps, stride),
	mustFail: true,
});

/** With a stride, the first byte of every step and way is taken as well. */
const cuts = ({ steps }: Steps, stride: number): readonly Fault[] => {
	let passed = 0;
	const taken = (byte: number) => {
		passed += 1;
		return byte === 0 || passed % stride === 0;
	};
	return steps.flatMap((seen, step) =>
		(['toServer', 'toClient'] as const).flatMap((way: Way) =>
			Array.from({ length: seen[way] }, (_, byte) => byte)
				.filter(taken)
				.map((byte): Fault => ({ place: { channel: 'shop', step, way, byte }, strike: { kind: 'cut' } })),
		),
	);
};
