import { entries } from './entry.js';

/** What a supplier meets who invites a distributor. */
export const invitationProblems = entries({
	'invitation.terms': {
		severity: 'block',
		happened: 'The invitation cannot be made like this: {what}.',
		why: 'The value is missing or of a kind that an invitation cannot carry.',
		remedy: '{how}',
	},
	'invitation.adminRights': {
		severity: 'block',
		happened: 'The database user {user} may not do this: {what}.',
		why: 'An invitation is a database user of its own, and only an administrator of the database may make or remove one.',
		remedy:
			'Use the account of an administrator (often root), or give the SQL that “npx n8n-nodes-order-exchange invite --sql” prints to whoever has one.',
	},
	'invitation.noTls': {
		severity: 'block',
		happened: 'The database server offers no encrypted connections.',
		why: 'Orders hold names and addresses of customers, and the password would cross the network as well.',
		remedy:
			'Give the server a certificate (ssl_cert and ssl_key in its configuration). Where it is reached over a private network only, switch Require TLS off on purpose.',
	},
	'invitation.unknownAuthority': {
		severity: 'block',
		happened: 'The server’s certificate comes from an authority that nobody here knows.',
		why: 'The server does not send its authority along, so there is nothing that the distributor could check it by.',
		remedy:
			'Paste the certificate of the authority itself, which whoever set up the server has, into CA Certificate of the Shop Database credential.',
	},
	'invitation.otherServer': {
		severity: 'block',
		happened: 'At {address} a server answers with another certificate than the one that was asked here.',
		why: 'The address belongs to another server, or something in between ends the encryption.',
		remedy: 'Check the public address; compare the fingerprints {here} and {there}.',
	},
	'invitation.nothingToCompare': {
		severity: 'block',
		happened:
			'The certificate that is shown at {address} could not be compared with the server’s own (SHA-256 of the one shown: {fingerprint}).',
		why: 'Your own connection to the server shows none, and no authority vouches for that one under this name: somebody in between could show it.',
		remedy:
			'Connect to the server itself with encryption on, as Host and Port of the Shop Database credential say; or paste its authority into CA Certificate there, and give an address that the certificate names as Public Host.',
	},
	'invitation.otherName': {
		severity: 'warn',
		happened: 'The server’s certificate is for {names}, not for {host}.',
		why: 'Its authority vouches for other servers as well, so the distributor knows yours by this one certificate.',
		remedy:
			'Give one of those names as Public Host where it leads to the database server. Otherwise renew the invitation whenever the server has a new certificate.',
	},
	'invitation.notReached': {
		severity: 'warn',
		happened: 'The database could not be reached at {address} from here.',
		why: 'A firewall may let the distributor in and not you, or the address is not right.',
		remedy:
			'Let the distributor run Check Suppliers; it tells whether the address can be reached from there.',
	},
	'invitation.localAddress': {
		severity: 'warn',
		happened: 'The invitation says that the database is at {address}, which only this machine knows.',
		why: 'The distributor’s n8n connects from elsewhere, unless it runs on the same machine.',
		remedy: 'Give the address by which the server is reached from outside as Public Host.',
	},
	'invitation.localOnly': {
		severity: 'warn',
		happened: 'The database server listens on {address} only.',
		why: 'That is the default of many systems: nobody can connect from another machine.',
		remedy:
			'Set bind-address in the server’s configuration and open its port in the firewall, best for the distributor’s address alone.',
	},
	'invitation.fromName': {
		severity: 'warn',
		happened: 'The distributor is let in from {from} only, a name that the server has to look up.',
		why: 'It asks which name the address of the distributor has; many have another name or none. The trial cannot tell.',
		remedy:
			'Better give the address or the network of the distributor’s n8n, such as 203.0.113.7, as Allowed Address.',
	},
	'invitation.namesNotLookedUp': {
		severity: 'block',
		happened: 'The database server would let nobody in from {from}: it looks no names up.',
		why: 'Its setting skip_name_resolve is on, so the server knows whoever connects by the address alone.',
		remedy:
			'Give the address or the network of the distributor’s n8n, such as 203.0.113.7, as Allowed Address.',
	},
	'invitation.passingCertificate': {
		severity: 'warn',
		happened: 'The server makes itself a new certificate at each start.',
		why: 'No ssl_cert is set in its configuration. The invitation holds until the server is started again.',
		remedy: 'Set ssl_cert and ssl_key in the server’s configuration, then renew the invitation.',
	},
	'invitation.certificateEnds': {
		severity: 'warn',
		happened: 'The server’s certificate ends on {day}, and the invitation is bound to it.',
		why: 'No public authority vouches for the certificate, so the distributor knows it by itself.',
		remedy: 'Renew the invitation when the server has a new certificate.',
	},
	'invitation.unverified': {
		severity: 'warn',
		happened: 'Whether the server is the right one was taken on trust.',
		why: 'You connect to it over the network without checking its certificate.',
		remedy: 'Compare the fingerprint {fingerprint} with the one that the server’s administrator sees.',
	},
	'invitation.noArticle': {
		severity: 'warn',
		happened: 'No order was rehearsed: the shop has no article in stock that is sold without a choice.',
		why: 'A made-up order needs an article of the shop. All rights were checked.',
		remedy: 'Nothing to do; the distributor can rehearse a real order.',
	},
	'invitation.notRehearsed': {
		severity: 'warn',
		happened: 'The shop did not take the made-up order for {sku}: {reason}',
		why: 'Such an order would be refused from its own checkout as well. All rights were checked.',
		remedy: 'Look at the reason; the distributor can rehearse a real order.',
	},
	'invitation.onlyPlanned': {
		severity: 'warn',
		happened: 'An order was checked and planned, not written: the shop’s tables know no transactions.',
		why: 'What is written into such tables cannot be taken back as a whole. All rights were checked.',
		remedy: 'Nothing to do.',
	},
	'invitation.leftOver': {
		severity: 'block',
		happened: 'Something that was made could not be taken back.',
		why: 'The connection broke, or the database refused to remove it.',
		remedy: 'Let an administrator run: {sql}',
	},
	'invitation.oldStays': {
		severity: 'block',
		happened: 'The new code works, and the old one as well: its user {user} could not be removed.',
		why: 'The database refused it or the connection broke. Until then, whoever has the old code can still write orders.',
		remedy: 'Revoke the old one, or let an administrator run: {sql}',
	},
	'invitation.unknown': {
		severity: 'block',
		happened: 'There is no invitation {wanted} in this shop.',
		why: 'Invitations are known by the id of their code or by their database user.',
		remedy: 'See “list”: {known}.',
	},
	'invitation.ended': {
		severity: 'block',
		happened: 'The invitation {wanted} has ended: it was {state}.',
		why: 'Its database user is gone. Renewing puts another code in its place.',
		remedy: 'See “list” for the one that holds now; where there is none, invite the distributor anew.',
	},
	'invitation.sessionsStay': {
		severity: 'warn',
		happened: 'Connections that the revoked user has open were not ended.',
		why: 'Your account may not end the connections of others. Their rights are gone, and no new one can be opened.',
		remedy: 'Let an administrator end them, or restart the database server.',
	},
});
