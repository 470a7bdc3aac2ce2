import type { ServiceRole } from '@nq15/domain/access'
import type { Actor } from './scope.ts'

/** The product's own hands, as the migration lists them. */
const services = {
  operator: { key: '01900000-0000-7000-8000-000000000001', role: 'service-operator' },
  campaign: { key: '01900000-0000-7000-8000-000000000002', role: 'service-campaign' },
  events: { key: '01900000-0000-7000-8000-000000000004', role: 'service-events' },
  files: { key: '01900000-0000-7000-8000-000000000009', role: 'service-files' },
  succession: { key: '01900000-0000-7000-8000-000000000005', role: 'service-succession' },
  screening: { key: '01900000-0000-7000-8000-000000000041', role: 'service-screening' },
  watch: { key: '01900000-0000-7000-8000-000000000081', role: 'service-watch' },
  inspection: { key: '01900000-0000-7000-8000-0000000000a1', role: 'service-inspection' },
  incidents: { key: '01900000-0000-7000-8000-0000000000c1', role: 'service-incidents' },
  information: { key: '01900000-0000-7000-8000-0000000000e1', role: 'service-information' },
  sealer: { key: '01900000-0000-7000-8000-000000000003', role: 'service-sealer' },
} as const satisfies Record<string, { key: string; role: ServiceRole }>

export type ServiceName = keyof typeof services

/** A service as an actor; `onBehalfOf` names the account on whose word it acts and stands in the trail. */
export function serviceActor(name: ServiceName, { requestId = '', onBehalfOf = '' } = {}): Actor {
  const { key, role } = services[name]
  return {
    kind: 'service',
    key,
    userId: key,
    name: `NQ15 ${name}`,
    memberId: null,
    grants: [{ role, organizationId: null }],
    requestId,
    onBehalfOf,
  }
}
