/** Begins transactions that are bound to a role from their first statement on. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, PostgresDialect, type PostgresDialectConfig, PostgresDriver } from 'kysely';
import pg from 'pg';

/** Who a transaction acts as, and what it may not exceed. All of it ends with the transaction. */
export interface TransactionScope {
  readonly role: string;
  /** The tenant whose rows it sees; empty for none. */
  readonly organizationId: string;
  /** As Postgres writes durations. */
  readonly statementTimeout: string;
}

const scopes = new AsyncLocalStorage<TransactionScope>();

/** Transactions that `begin` starts have this scope. */
export function beginningAs<T>(scope: TransactionScope, begin: () => T): T {
  return scopes.run(scope, begin);
}

class RoleDriver extends PostgresDriver {
  /** One round trip for what would be two: it stands before every statement of the product. */
  override async beginTransaction(
    connection: Parameters<PostgresDriver['rollbackTransaction']>[0],
  ): Promise<void> {
    const scope = scopes.getStore();
    if (!scope) throw new Error('A transaction begins without a role.');
    const setting = (name: string, value: string) =>
      `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`;
    const settings = [
      setting('role', scope.role),
      setting('app.organization_id', scope.organizationId),
      setting('statement_timeout', scope.statementTimeout),
    ];
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin; select ${settings.join(', ')}`));
    } catch (error) {
      // It may have begun: the connection's next user must not find itself inside of it.
      await this.rollbackTransaction(connection).catch(() => {});
      throw error;
    }
  }
}

/** Postgres, where no transaction begins without a role. */
export class RoleDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new RoleDriver(this.#config);
  }
}
