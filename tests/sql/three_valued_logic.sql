CREATE TABLE flags (a BOOLEAN, b BOOLEAN) WITH (connector = 'single_file', path = 'data/flags.json', format = 'json');
SELECT a, b, a AND b AS both, a OR b AS either, NOT a AS neither, a = b AS same, a IS DISTINCT FROM b AS distinct_ones FROM flags;

--= result
--> {"a":false,"b":false,"both":false,"distinct_ones":false,"either":false,"neither":true,"same":true}
--> {"a":false,"b":null,"both":false,"distinct_ones":true,"either":null,"neither":true,"same":null}
--> {"a":null,"b":null,"both":null,"distinct_ones":false,"either":null,"neither":null,"same":null}
--> {"a":true,"b":false,"both":false,"distinct_ones":true,"either":true,"neither":false,"same":false}
--> {"a":true,"b":null,"both":null,"distinct_ones":true,"either":true,"neither":false,"same":null}
--> {"a":true,"b":true,"both":true,"distinct_ones":false,"either":true,"neither":false,"same":true}
