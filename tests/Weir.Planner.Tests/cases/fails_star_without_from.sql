-- fails: * stands for the columns of a table, and there is no FROM
SELECT *;
