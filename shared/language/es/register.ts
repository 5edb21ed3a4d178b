import type { RegisterWords } from '../words.ts';

export const register: RegisterWords = {
  procedures: {
    liquidation: 'en liquidación',
    receivership: 'bajo administración judicial',
    administration: 'en concurso de acreedores',
    'voluntary-arrangement': 'en un convenio con sus acreedores',
    'insolvency-proceedings': 'en un procedimiento de insolvencia',
    'insolvency-procedure': 'en un procedimiento de insolvencia',
    dissolved: 'disuelta',
    closed: 'cerrada',
    'converted-closed': 'transformada y cerrada',
    removed: 'dada de baja en el registro',
  },
  accounts: {
    'micro-entity': 'cuentas de microempresa',
    'small-company': 'cuentas de empresa pequeña',
    medium: 'cuentas de empresa mediana',
    full: 'cuentas completas',
    group: 'cuentas consolidadas',
    dormant: 'cuentas de sociedad inactiva',
    initial: 'primeras cuentas',
    interim: 'cuentas intermedias',
    abbreviated: 'cuentas abreviadas',
    'unaudited-abridged': 'cuentas abreviadas sin auditar',
    'audited-abridged': 'cuentas abreviadas auditadas',
    'total-exemption-full': 'cuentas completas exentas de auditoría',
    'total-exemption-small': 'cuentas de empresa pequeña exentas de auditoría',
    'partial-exemption': 'cuentas con exención parcial',
    'audit-exempt-subsidiary': 'cuentas de filial exenta de auditoría',
    'filing-exempt-subsidiary': 'cuentas de filial exenta de depósito',
  },
};
