import type { Templates } from './templates.js';

/** The mail as plain text. Handlebars; `w` holds our words, the rest is finished text. */
export const textTemplates: Templates = {
	head: `{{headline}}
{{from}}

{{#each stats}}{{label}}: {{value}}
{{/each}}
{{intro}}
{{#if notice}}

*** {{notice}}
{{/if}}
`,
	order: `
------------------------------------------------------------
{{title}}   ({{reference}})
{{day}}
{{#if replaces}}

*** {{replaces}}
{{/if}}
------------------------------------------------------------

{{#each lines}}{{quantity}} x {{sku}}{{#if name}}  {{name}}{{/if}}{{#if options}} ({{options}}){{/if}}{{#if amount}}
    {{unitPrice}}{{#if discount}} {{discount}}{{/if}} = {{amount}}{{/if}}
{{/each}}
{{#each sums}}{{label}}: {{value}}
{{/each}}{{total.label}}: {{total.value}}
({{priceNote}})

{{w.shipTo}}:
{{#each shipTo}}  {{this}}
{{/each}}
{{#if shippingMethod}}
{{w.shippingMethod}}: {{shippingMethod}}
{{/if}}
{{w.customer}}:
{{#each customer}}  {{this}}
{{/each}}
{{#if billTo}}
{{w.billTo}}:
{{#each billTo}}  {{this}}
{{/each}}
{{/if}}
{{#if comment}}
{{w.comment}}: {{comment}}
{{/if}}
`,
	foot: `
------------------------------------------------------------
{{#if notShown}}*** {{notShown}}

{{/if}}{{#if attached}}{{w.csvNote}}
{{/if}}{{footer}}
`,
};
