import type { Templates } from './templates.js';

/**
 * The mail as HTML, in parts: tables and inline styles for mail clients that know little else, a style block for phones
 * and dark mode in those that know more. Short class names keep many orders below the size at which Gmail
 * cuts a mail. Outlook on Windows knows no max-width and gets a table of that width. Handlebars; everything is escaped, nothing uses triple braces.
 */
export const htmlTemplates: Templates = {
	head: `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>{{headline}}</title>
<style>
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
td,th{font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:14px;line-height:20px;color:#1f2933;text-align:left;vertical-align:top;word-break:break-word;overflow-wrap:anywhere}
td,th,div{unicode-bidi:plaintext}
.m{color:#616e7c;font-size:13px;line-height:18px}
.k{color:#616e7c;font-size:11px;line-height:16px;letter-spacing:.06em;text-transform:uppercase;padding-bottom:2px}
.k,.v{word-break:normal;overflow-wrap:normal}
.c{background:#fff;border:1px solid #dde3e9;border-radius:10px}
.l td,.l th{border-top:1px solid #e8edf1;padding:9px 0}
.l th{color:#616e7c;font-size:12px;line-height:16px;font-weight:400;border-top:0;padding:0 0 6px}
.l .r,.r{text-align:right;white-space:nowrap}
.l .q{width:44px;padding-right:12px;white-space:nowrap}.l td.q{font-weight:600}
.l .r{padding-left:16px}
.b{font-weight:600}
@media (max-width:520px){.p{padding-left:16px!important;padding-right:16px!important}.h{font-size:25px!important;line-height:31px!important}.u{display:none!important}.half{display:block!important;width:100%!important;max-width:100%!important;padding-bottom:12px}.v{font-size:17px!important}.o{padding:14px 8px!important}}
@media (prefers-color-scheme:dark){.bg{background:#14181d!important}.c{background:#1e242b!important;border-color:#333c46!important}td,th,.v{color:#e6eaee!important}.m,.k,.l th{color:#9aa7b4!important}.l td,.t{border-color:#333c46!important}.head td{color:#fff!important}.head .s{color:#c9dbe8!important}.y{background:#3d3312!important;border-color:#6b5a1e!important}}
</style>
</head>
<body class="bg" style="margin:0;padding:0;background:#f1f4f7">
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" style="background:#f1f4f7"><tr><td class="o" align="center" style="padding:28px 12px">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;margin:0 auto">
<tr><td style="padding-bottom:14px"><table role="presentation" class="head" width="100%" cellpadding="0" cellspacing="0" bgcolor="#174a6b" style="background:#174a6b;border-radius:10px"><tr><td class="p" style="padding:26px 28px">
<div class="s" style="color:#c9dbe8;font-size:14px;line-height:20px">{{from}}</div>
<div class="h" style="color:#fff;font-size:30px;line-height:38px;font-weight:700;padding-top:2px">{{headline}}</div>
<div class="s" style="color:#c9dbe8;font-size:14px;line-height:20px;padding-top:8px">{{intro}}</div>
</td></tr></table></td></tr>
{{#if notice}}<tr><td style="padding-bottom:14px"><table role="presentation" class="y" width="100%" cellpadding="0" cellspacing="0" style="background:#fff6db;border:1px solid #ecd48a;border-radius:10px"><tr><td class="p" style="padding:12px 28px">{{notice}}</td></tr></table></td></tr>{{/if}}
<tr><td style="padding-bottom:14px"><table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" style="background:#fff;border:1px solid #dde3e9;border-radius:10px"><tr><td class="p" style="padding:16px 28px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>
{{#each stats}}<td{{#if @last}} align="right" style="text-align:right"{{else}} style="padding-right:16px"{{/if}}><div class="k">{{label}}</div><div class="v" style="font-size:20px;line-height:26px;font-weight:600">{{value}}</div></td>
{{/each}}</tr></table></td></tr></table></td></tr>
{{#if overview}}<tr><td style="padding-bottom:14px"><table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" style="background:#fff;border:1px solid #dde3e9;border-radius:10px"><tr><td class="p" style="padding:16px 28px 8px"><div class="k">{{w.overview}}</div><table class="l" width="100%" cellpadding="0" cellspacing="0">
{{#each overview}}<tr><td class="b" style="padding-right:12px;white-space:nowrap">{{label}}</td><td width="100%">{{customer}}</td><td class="r">{{value}}</td></tr>
{{/each}}{{#if more}}<tr><td colspan="3">{{more}}</td></tr>
{{/if}}</table></td></tr></table></td></tr>{{/if}}
`,
	order: `<tr><td style="padding-bottom:14px"><table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" style="background:#fff;border:1px solid #dde3e9;border-radius:10px"><tr><td class="p" style="padding:22px 28px">
<div style="font-size:19px;line-height:25px;font-weight:700">{{title}}</div><div class="m">{{reference}} · {{day}}</div>
{{#if replaces}}<table role="presentation" class="y" width="100%" cellpadding="0" cellspacing="0" style="margin-top:10px;background:#fff6db;border:1px solid #ecd48a;border-radius:10px"><tr><td style="padding:8px 14px">{{replaces}}</td></tr></table>{{/if}}
<table class="l" width="100%" cellpadding="0" cellspacing="0" style="margin-top:14px"><tr><th scope="col" class="q">{{w.quantity}}</th><th scope="col">{{w.article}}</th>{{#if priced}}<th scope="col" class="r u">{{w.unitPrice}}</th><th scope="col" class="r">{{w.amount}}</th>{{/if}}</tr>
{{#each lines}}<tr><td class="q">{{quantity}}</td><td><span class="b">{{sku}}</span>{{#if name}}<br>{{name}}{{/if}}{{#if options}}<div class="m">{{options}}</div>{{/if}}{{#if discount}}<div class="m">{{../w.discount}} {{discount}}</div>{{/if}}</td>{{#if ../priced}}<td class="r u">{{unitPrice}}</td><td class="r">{{amount}}</td>{{/if}}</tr>
{{/each}}</table>
<table role="presentation" class="t" width="100%" cellpadding="0" cellspacing="0" style="border-top:2px solid #dde3e9">
{{#each sums}}<tr><td style="padding-top:7px">{{label}}</td><td class="r" style="padding-top:7px">{{value}}</td></tr>
{{/each}}<tr><td class="b" style="padding-top:9px">{{total.label}}<div class="m" style="font-weight:400">{{priceNote}}</div></td><td class="r b" style="padding-top:9px">{{total.value}}</td></tr></table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin-top:18px"><tr><td class="half" width="50%" style="padding-right:12px"><div class="k">{{w.shipTo}}</div>{{#each shipTo}}{{#unless @first}}<br>{{/unless}}{{this}}{{/each}}{{#if shippingMethod}}<div class="k" style="padding-top:10px">{{w.shippingMethod}}</div>{{shippingMethod}}{{/if}}</td><td class="half" width="50%"><div class="k">{{w.customer}}</div>{{#each customer}}{{#unless @first}}<br>{{/unless}}{{this}}{{/each}}{{#if billTo}}<div class="k" style="padding-top:10px">{{w.billTo}}</div>{{#each billTo}}{{#unless @first}}<br>{{/unless}}{{this}}{{/each}}{{/if}}</td></tr></table>
{{#if comment}}<div class="k" style="padding-top:14px">{{w.comment}}</div><div style="white-space:pre-line">{{comment}}</div>{{/if}}
</td></tr></table></td></tr>
`,
	foot: `{{#if notShown}}<tr><td style="padding-bottom:14px"><table role="presentation" class="y" width="100%" cellpadding="0" cellspacing="0" style="background:#fff6db;border:1px solid #ecd48a;border-radius:10px"><tr><td class="p" style="padding:12px 28px">{{notShown}}</td></tr></table></td></tr>
{{/if}}<tr><td class="p m" style="padding:8px 28px 0;text-align:center">{{#if attached}}{{w.csvNote}}<br>{{/if}}{{footer}}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`,
};
