-- fails: a text stands in single quotes: 'x'; in double quotes it is a column, and there is no FROM
SELECT upper("x");
