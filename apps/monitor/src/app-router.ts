import { auditRouter } from './access/audit.router.ts'
import { factsRouter } from './monitoring/facts.router.ts'
import { indicatorsRouter } from './monitoring/indicators.router.ts'
import { screeningRouter } from './monitoring/screening.router.ts'
import { signsRouter } from './monitoring/signs.router.ts'
import { router } from './trpc.ts'

/** Every procedure of monitor; router = room's noun, procedure = verb. */
export const appRouter = router({
  audit: auditRouter,
  facts: factsRouter,
  indicators: indicatorsRouter,
  screening: screeningRouter,
  signs: signsRouter,
})

export type AppRouter = typeof appRouter
