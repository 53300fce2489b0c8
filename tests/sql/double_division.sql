CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT i / 2.0 AS half, 1.0 / i AS reciprocal, i % 2.5 AS rest FROM numbers;

--= result
--> {"half":-3.5,"reciprocal":-0.14285714285714285,"rest":-2.0}
--> {"half":0.0,"reciprocal":null,"rest":0.0}
--> {"half":3.5,"reciprocal":0.14285714285714285,"rest":2.0}
--> {"half":null,"reciprocal":null,"rest":null}
