import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { unitBoardAction, unitBoardLoader } from '../ratings/unit-board.server.ts'

export { UnitCalibrationScreen as default } from '../ratings/unit-calibration-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => unitBoardLoader(args)
export const action = (args: ActionFunctionArgs) => unitBoardAction(args)
