SET on_error = 'drop';
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
CREATE TABLE a WITH (connector = 'single_file', path = 'a.json', format = 'json');
CREATE TABLE b WITH (connector = 'single_file', path = 'b.json', format = 'json');
INSERT INTO a SELECT 10 / i AS q FROM numbers;
INSERT INTO b SELECT i FROM numbers;

--= a
--> {"q":-1}
--> {"q":1}
--> {"q":null}
--= b
--> {"i":-7}
--> {"i":0}
--> {"i":7}
--> {"i":null}
