// DuckDB's read_json over a file of bids, one thread, every column consumed; one JSON object a run, as the benchmark program prints.
// Needs a folder in which "npm i @duckdb/node-api" was run:
// node read_json.mjs --modules <folder> [--runs N] FILE...
import { createRequire } from 'node:module';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const files = [];
let modules = process.cwd();
let runs = 5;
for (let i = 2; i < process.argv.length; i++) {
  if (process.argv[i] === '--modules') modules = process.argv[++i];
  else if (process.argv[i] === '--runs') runs = Number(process.argv[++i]);
  else files.push(process.argv[i]);
}

const { DuckDBInstance } = createRequire(join(resolve(modules), 'package.json'))('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
for (const file of files) {
  const query = `SELECT count(*), sum(xor(xor(xor(price, epoch_ns(datetime)), auction), bidder)::HUGEINT), sum(strlen(channel) + strlen(url))
    FROM read_json('${file}', format = 'newline_delimited', columns = {auction: 'BIGINT', bidder: 'BIGINT', price: 'BIGINT',
      channel: 'VARCHAR', url: 'VARCHAR', datetime: 'TIMESTAMP'})`;
  for (let run = 0; run <= runs; run++) {
    const begin = process.hrtime.bigint();
    const [row] = (await connection.runAndReadAll(query)).getRows();
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    const rows = Number(row[0]);
    console.log(JSON.stringify({
      name: `duckdb ${file.split('/').pop()}${run === 0 ? ', first run' : ''}`, rows, bytes: statSync(file).size, seconds,
      rows_per_second: Math.round(rows / seconds), sum: String(BigInt.asIntN(64, BigInt(row[1]))), text_bytes: Number(row[2]),
    }));
  }
}
