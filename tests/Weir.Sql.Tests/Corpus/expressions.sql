SELECT
    1 + 2 * 3 - -4 / 5 % 6 ^ 7, NOT a AND b OR c XOR d, (a + b) * c, a - (b - c), -(-a), - a ^ 2,
    j -> 'a' -> 1 ->> 'b', (j -> 'n')::BIGINT, j -> 'n'::INT, j ? 'k', a || b || 'c', a == b, a <> b, a != b, a <=> b,
    a ~ 'x', a ~* 'x', a !~ 'x', a !~* 'x', a ~~ 'x', a ~~* 'x', a !~~ 'x', a !~~* 'x',
    a # b & c | d << 1 >> 2, a @> b, a <@ b,
    CASE WHEN a > 1 THEN 'x' WHEN b THEN 'y' ELSE 'z' END, CASE a WHEN 1 THEN 2 END,
    CAST(a AS DECIMAL(10, 2)), TRY_CAST(b AS TIMESTAMP(3)), c::DOUBLE PRECISION, d::TEXT[], e::STRUCT<f INT, g STRUCT<h TEXT>>,
    EXTRACT(YEAR FROM ts), SUBSTRING(s FROM 2 FOR 3), SUBSTRING(s, 2), TRIM(s), TRIM(BOTH 'x' FROM s), TRIM(LEADING FROM s),
    TRIM(s, 'x'), POSITION('a' IN s), OVERLAY(s PLACING 'x' FROM 2 FOR 1), overlay(s, 'x', 2), ceil(x), floor(x),
    INTERVAL '3' HOUR, INTERVAL '1 day 2 hours', TIMESTAMP '2024-03-01 10:00:00', DATE '2024-03-01', TIME '10:00',
    a IN (1, 2, 3), a NOT IN ('x'), a BETWEEN 1 AND 2 AND b, a NOT BETWEEN b + 1 AND c, a LIKE 'x%' ESCAPE '!', a NOT ILIKE b, a SIMILAR TO 'x',
    a IS NULL, a IS NOT NULL, a IS TRUE, a IS NOT FALSE, a IS UNKNOWN, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b + 1,
    [a, b], ARRAY[1, 2], [], a[1], a[-1], a[2:4], a[:2], a[2:], s['f'], (s).f, f(x).y.z, t.s.f, s.a[1].b,
    ts AT TIME ZONE 'UTC', a COLLATE "de_DE", x = ANY(arr), x > ALL (SELECT y FROM u),
    'it''s', E'a\n\x41\u0042', U&'d\0061t\+000061', X'01fF', 1_000, 1.5e-3, .5, 1., TRUE, false, NULL,
    left(s, 2), right(s, 3), "left", "select", "Mixed Case", "quo""ted", count(*), upper(lower(x)), regexp_match(url, '(&|^)channel_id=([^&]*)')[2]
FROM t /* block /* nested */ comment */ WHERE a -- line comment
