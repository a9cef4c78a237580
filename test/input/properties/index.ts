import type { InputProperty } from '../inputProperty.js';
import { mailing } from './mailing.js';
import { planning } from './planning.js';
import { preparing } from './preparing.js';
import { reading } from './reading.js';

/** All that is promised about whatever comes in. */
export const inputProperties: readonly InputProperty[] = [...preparing, ...reading, ...planning, ...mailing];

/** So many of `runs` inputs go to each property, at least one. */
export const runsOf = ({ weight }: InputProperty, runs: number): number =>
	Math.max(1, Math.round((runs * weight) / inputProperties.reduce((all, each) => all + each.weight, 0)));
