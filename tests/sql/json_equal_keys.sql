CREATE TABLE t (j JSON, s TEXT) WITH (connector = 'single_file', path = 'data/equal_keys.json', format = 'json');
SELECT (j -> 'x')::INT AS arrow, j ->> 'x' AS text, json_get_int(j, 'x') AS getter, json_length(j) AS members, s -> 'x' ->> 0 AS element,
       json_length(s, 'x') AS elements, j -> 'y' ->> 'x' AS inner_x
FROM t;

--= result
--> {"arrow":2,"text":"2","getter":2,"members":2,"element":"8","elements":2,"inner_x":"5"}
