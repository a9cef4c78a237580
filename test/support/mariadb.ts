export { startMariaDb, type MariaDb, type MariaDbAddress } from '../../scripts/system/mariadb.js';
