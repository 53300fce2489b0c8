-- fails: staging
CREATE TABLE staging (k BIGINT);
SELECT k FROM staging;
