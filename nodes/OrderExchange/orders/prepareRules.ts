import type { ProblemCode } from '../problems/catalogue.js';
import type { Severity } from '../problems/problem.js';
import type { CheckRules } from './checks/check.js';
import type { DraftRules, NamedSupplier } from './draft.js';
import type { PartRules } from './parts.js';
import type { Distributor } from './supplierOrder.js';

/** Everything that the user decides about Prepare. */
export interface PrepareRules extends CheckRules, PartRules {
	readonly drafts: DraftRules;
	readonly distributor: Distributor;
	/** What else is known of a supplier than the orders and the catalogue say, by its code. */
	readonly knownOf?: (supplierCode: string) => KnownSupplier | undefined;
	/** Gets every line, whatever the lines say. */
	readonly onlySupplier?: NamedSupplier;
	/** Whether one rejected order holds back all others of the same supplier. */
	readonly holdIncomplete: boolean;
	/** Severities that the user changed. */
	readonly severities: ReadonlyMap<ProblemCode, Severity>;
}

export interface KnownSupplier {
	readonly name: string;
	/** Under which the supplier knows the distributor. */
	readonly customerNumber: string | undefined;
}
