-- fails: cannot cast 'abc' to DOUBLE, in CAST(t AS DOUBLE) > 1 (case:2:29); its record is at line 2, byte 84 of
CREATE TABLE numbers (i INT, t TEXT) WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT t FROM numbers WHERE CAST(t AS DOUBLE)
    > 1;
