CREATE TABLE words (value TEXT) WITH (connector = 'single_file', path = 'data/words.txt', format = 'raw_string');
CREATE TABLE any_json (value JSON) WITH (connector = 'single_file', path = 'data/any.json', format = 'json', 'json.unstructured' = 'true');
SELECT 1 AS one FROM words UNION ALL SELECT 2 AS one FROM any_json;

--= result
--> {"one":1}
--> {"one":1}
--> {"one":1}
--> {"one":1}
--> {"one":1}
--> {"one":2}
--> {"one":2}
--> {"one":2}
--> {"one":2}
--> {"one":2}
