import { IANAZone } from 'luxon';

export const hasZone = (zone: string): boolean => IANAZone.isValidZone(zone);
