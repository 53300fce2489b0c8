CREATE TABLE j (
    value JSON,
    n BIGINT GENERATED ALWAYS AS (value -> 'n'),
    t TEXT GENERATED ALWAYS AS (value -> 't'),
    k JSON GENERATED ALWAYS AS (value -> 't')
) WITH (connector = 'single_file', path = 'data/arrows.json', format = 'json');
CREATE TABLE out (i BIGINT, d DOUBLE, m DECIMAL(6, 2), t TEXT, b BOOLEAN, k JSON, at TIMESTAMP, n BIGINT, gt TEXT, gk JSON)
    WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT value -> 'n' AS i, value -> 'n' AS d, value -> 'n' AS m, value -> 't' AS t1, value -> 'b', value -> 't' AS k1, value -> 'at', n, t, k FROM j;

--= out
--> {"at":"2024-03-01T10:00:00","b":true,"d":12.0,"gk":"a \"b\"","gt":"a \"b\"","i":12,"k":"a \"b\"","m":12.00,"n":12,"t":"a \"b\""}
--> {"at":null,"b":false,"d":1.5,"gk":{"x":[1]},"gt":"{\"x\":[1]}","i":1,"k":{"x":[1]},"m":1.50,"n":1,"t":"{\"x\":[1]}"}
--> {"at":null,"b":null,"d":null,"gk":7,"gt":"7","i":null,"k":7,"m":null,"n":null,"t":"7"}
--> {"at":null,"b":null,"d":null,"gk":null,"gt":null,"i":null,"k":null,"m":null,"n":null,"t":null}
