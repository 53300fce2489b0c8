-- fails: division by zero: 10 / 0, in 1 + (10 / i) (case:3:5); its record is at line 3, byte 159 of
CREATE TABLE numbers (i INT, t TEXT) WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT t,
    1 + (10 / i) AS q FROM numbers WHERE i IS NOT NULL OR TRUE;
