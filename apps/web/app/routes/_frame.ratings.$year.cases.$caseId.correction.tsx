import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { correctionAction, correctionLoader } from '../ratings/after/correction.server.ts'

export { CorrectionScreen as default } from '../ratings/after/correction-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => correctionLoader(args)
export const action = (args: ActionFunctionArgs) => correctionAction(args)
