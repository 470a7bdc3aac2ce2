import type { LoaderFunctionArgs } from '@remix-run/node'
import { simulationLoader } from '../ratings/simulation.server.ts'

export { SimulationScreen as default } from '../ratings/simulation-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => simulationLoader(args)
