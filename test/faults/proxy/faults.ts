/** One way of a connection, seen from the node that pushes. */
export type Way = 'toServer' | 'toClient';

/**
 * Where a fault strikes. A step is one statement with its answer, or one opening of a connection, counted over all
 * connections of a worker; of a mail connection, the whole connection. The fault strikes before this byte of the step
 * passes that way; where the step is shorter, at its end.
 */
export interface Place {
	readonly channel: 'shop' | 'mail';
	readonly step: number;
	readonly way: Way;
	readonly byte: number;
}

/** What happens there. Times are milliseconds. */
export type Strike =
	/** Both ends see the connection end; `reset`: at once, what is on its way is thrown away. */
	| { readonly kind: 'cut' | 'reset' }
	/** Nothing passes any more, either way, and then the connection goes on or is cut. */
	| { readonly kind: 'stall'; readonly ms: number; readonly then: 'goOn' | 'cut' }
	/** Nothing passes any more, and nobody is told. */
	| { readonly kind: 'freeze' }
	| { readonly kind: 'delay'; readonly ms: number }
	/** kill -9 of the pushing process; `halfOpen`: the server is not told that its client is gone. */
	| { readonly kind: 'killWorker'; readonly halfOpen: boolean }
	/** n8n's stop button: the run is told to end, and the node ends it by itself. */
	| { readonly kind: 'stop' }
	/** kill -9 of the database server, which starts again after a while. */
	| { readonly kind: 'killServer'; readonly downMs: number }
	/** The statement is answered with this server error, instead of being carried out or after it was. */
	| { readonly kind: 'serverError'; readonly errno: number; readonly carriedOut: boolean };

export type StrikeKind = Strike['kind'];

export interface Fault {
	readonly place: Place;
	readonly strike: Strike;
}

/** Ends that a fault asks for; kills are resolved once the process is dead. */
export interface Killers {
	worker(): Promise<void>;
	server(downMs: number): Promise<void>;
	/** Presses the stop button of the run under way. */
	stop(): void;
}
