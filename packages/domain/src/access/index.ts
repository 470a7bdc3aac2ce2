export { allows, type Permission, permissions, policy, secondFactorByDefault } from './policy.ts'
export { type RowRights, rowRights } from './row-class.ts'
export { type Grant, type Role, roleSchema, roles, type ServiceRole, serviceRoles } from './schema.ts'
