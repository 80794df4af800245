// validate.js: checks JSON documents against a JSON Schema (draft 2020-12) with ajv.
// Usage: node validate.js SCHEMA.json DOCUMENT.json...   exits with 1 where one does not hold, and says why.
'use strict';
const fs = require('fs');
const Ajv = require('ajv/dist/2020');

const [schema, ...documents] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
let failed = 0;
for (const document of documents) {
  if (validate(JSON.parse(fs.readFileSync(document, 'utf8')))) continue;
  failed = 1;
  for (const e of validate.errors.slice(0, 10)) console.error(`${document}: ${e.instancePath} ${e.message}`);
}
console.log(`${documents.length} documents validated`);
process.exit(documents.length ? failed : 2);
