import type { ReceivedMail } from './mailbox.js';

/** The list beside an empty pane; looks again every few seconds. */
export const listPage = (mails: readonly ReceivedMail[]): string =>
	frame(
		'Mailbox',
		list(mails),
		`<p class="empty">${mails.length === 0 ? 'No mail yet. This page looks again by itself.' : 'Choose a mail on the left.'}</p>`,
		'<meta http-equiv="refresh" content="4">',
	);

/** One mail beside the list. Its HTML is shown in a frame that can neither run nor load anything. */
export const mailPage = (mail: ReceivedMail, mails: readonly ReceivedMail[]): string =>
	frame(
		mail.subject,
		list(mails, mail.id),
		`<header>
			<h1>${escaped(mail.subject)}</h1>
			<p><b>From</b> ${escaped(mail.from)} <b>To</b> ${escaped(mail.to.join(', '))} <time>${time(mail)}</time></p>
			<p>${mail.attachments
				.map(
					({ name, content }, index) =>
						`<a class="file" href="/mails/${mail.id}/attachments/${index}">${escaped(name)} <i>${size(content)}</i></a>`,
				)
				.join(' ')}</p>
		</header>
		${
			mail.html === undefined
				? `<pre>${escaped(mail.text)}</pre>`
				: `<iframe sandbox="" title="The mail" src="/mails/${mail.id}/html"></iframe>
		<details><summary>As plain text</summary><pre>${escaped(mail.text)}</pre></details>`
		}`,
	);

const list = (mails: readonly ReceivedMail[], chosen?: number): string =>
	[...mails]
		.reverse()
		.map(
			(mail) => `<a href="/mails/${mail.id}"${mail.id === chosen ? ' class="chosen"' : ''}>
			<span>${escaped(mail.to.join(', '))}<time>${time(mail)}</time></span>
			<b>${escaped(mail.subject)}</b>
		</a>`,
		)
		.join('\n');

const frame = (title: string, aside: string, main: string, head = ''): string => `<!doctype html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	${head}
	<title>${escaped(title)}</title>
	<style>${style}</style>
</head>
<body>
	<nav><h2><a href="/">Mailbox</a></h2>${aside}</nav>
	<main>${main}</main>
</body>
</html>`;

const style = `
	* { box-sizing: border-box }
	body { margin: 0; height: 100vh; display: grid; grid-template-columns: 22rem 1fr;
		font: 15px/1.5 system-ui, sans-serif; color: #1d2733; background: #f4f6f8 }
	nav { overflow-y: auto; background: #fff; border-right: 1px solid #dde3e9 }
	nav h2 { margin: 0; padding: 1.1rem 1.25rem; font-size: 1.1rem; border-bottom: 1px solid #dde3e9 }
	nav h2 a { display: inline; padding: 0; border: 0; color: inherit }
	nav a { display: block; padding: .8rem 1.25rem; color: inherit; text-decoration: none;
		border-bottom: 1px solid #eef1f4; border-left: 4px solid transparent }
	nav > a:hover { background: #f4f8fc }
	nav > a.chosen { background: #eaf3fc; border-left-color: #1b6fc2 }
	nav span { display: flex; justify-content: space-between; gap: 1rem; font-size: .85rem; color: #5b6b7b }
	nav b { font-weight: 600 }
	main { display: flex; flex-direction: column; min-width: 0; overflow: auto }
	header { padding: 1.25rem 2rem; background: #fff; border-bottom: 1px solid #dde3e9 }
	h1 { margin: 0 0 .4rem; font-size: 1.3rem }
	header p { margin: .2rem 0; color: #5b6b7b }
	header b { margin-left: 1rem; font-weight: 600 } header b:first-child { margin-left: 0 }
	header time { float: right }
	.file { display: inline-block; padding: .15rem .7rem; border: 1px solid #c9d3dd; border-radius: 1rem;
		color: #1b6fc2; text-decoration: none } .file i { color: #5b6b7b; font-style: normal; font-size: .85rem }
	iframe { flex: 1 0 70vh; border: 0; background: #fff; margin: 1.25rem 2rem 0; border-radius: .5rem;
		box-shadow: 0 1px 3px #0002 }
	details { margin: 1rem 2rem } summary { cursor: pointer; color: #5b6b7b }
	pre { overflow-x: auto; padding: 1rem; background: #fff; border-radius: .5rem; white-space: pre-wrap }
	.empty { margin: auto; color: #5b6b7b }
	@media (max-width: 50rem) { body { grid-template-columns: 1fr; height: auto } }
`;

const escaped = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const time = ({ at }: ReceivedMail): string => at.toISOString().slice(11, 19);

const size = (content: Buffer): string =>
	content.length < 1024 ? `${content.length} B` : `${Math.round(content.length / 1024)} KB`;
