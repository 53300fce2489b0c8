// JSON lines → filter and project → JSON lines in DuckDB, one thread, with a sync of what it wrote; prints the seconds of each run.
// node filter_project.mjs --modules FOLDER --runs N INPUT OUTPUT
// With --compare, prints count, sums and a hash over all rows of each FILE instead, read with one schema.
import { createRequire } from 'node:module';
import { openSync, fsyncSync, closeSync } from 'node:fs';
import { join, resolve } from 'node:path';

const files = [];
let modules = process.cwd();
let runs = 1;
let compares = false;
for (let i = 2; i < process.argv.length; i++) {
  if (process.argv[i] === '--modules') modules = process.argv[++i];
  else if (process.argv[i] === '--runs') runs = Number(process.argv[++i]);
  else if (process.argv[i] === '--compare') compares = true;
  else files.push(process.argv[i]);
}

const { DuckDBInstance } = createRequire(join(resolve(modules), 'package.json'))('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const bids = (file) => `read_json('${file}', format = 'newline_delimited', columns = {auction: 'BIGINT', bidder: 'BIGINT', price: 'BIGINT',
  channel: 'VARCHAR', url: 'VARCHAR', datetime: 'TIMESTAMP'})`;
if (compares) {
  for (const file of files) {
    const [row] = (await connection.runAndReadAll(`SELECT count(*), sum(price)::VARCHAR, bit_xor(hash(auction, bidder, price, channel, url, datetime))::VARCHAR
      FROM ${bids(file)}`)).getRows();
    console.log(row.join(' '));
  }
} else {
  const [input, output] = files;
  for (let run = 0; run < runs; run++) {
    const begin = process.hrtime.bigint();
    await connection.run(`COPY (SELECT auction, bidder, price, channel, url, datetime FROM ${bids(input)} WHERE price > 2000000)
      TO '${output}' (FORMAT json)`);
    const file = openSync(output, 'r+');
    fsyncSync(file);
    closeSync(file);
    console.log(Number(process.hrtime.bigint() - begin) / 1e9);
  }
}
