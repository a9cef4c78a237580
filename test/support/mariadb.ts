export { onMySql } from '../../scripts/system/mariadbPrograms.js';
export { startMariaDb, type MariaDb, type MariaDbAddress } from '../../scripts/system/mariadb.js';
