import { auditRouter } from './access/audit.router.ts'
import { router } from './trpc.ts'

/** Every procedure of monitor; router = room's noun, procedure = verb. */
export const appRouter = router({ audit: auditRouter })

export type AppRouter = typeof appRouter
