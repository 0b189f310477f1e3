import { KernelModule } from '../../webassembly/kernel-module.js';
import { type Radix, RADICES } from './butterfly.js';
import { combineKernel } from './combine-kernel.js';
import { realSpectrumKernel } from './real-spectrum-kernel.js';
import { firstStageKernel, stageKernel } from './stage-kernel.js';
import { windowKernel } from './window-kernel.js';

type Address = number;

type RealSpectrumKernel = (
  real: Address,
  imaginary: Address,
  last: number,
  twiddles: Address,
  twiddlesEnd: Address,
  first: Address,
  second: Address,
) => void;

/** What the kernels of this folder look like from outside; addresses and sizes are bytes. */
export type FftFunctions = {
  readonly window: (samples: Address, window: Address, data: Address, order: Address, orderEnd: Address) => void;
  readonly combine: (
    data: Address,
    end: Address,
    twiddles: Address,
    real: Address,
    imaginary: Address,
    quarter: number,
  ) => void;
  readonly spectrum: RealSpectrumKernel;
  readonly power: RealSpectrumKernel;
} & Readonly<Record<`first${Radix}`, (data: Address, end: Address) => void>> &
  Readonly<Record<`stage${Radix}`, (data: Address, end: Address, span: number, twiddles: Address) => void>>;

export const fftModule = new KernelModule<FftFunctions>(() => [
  windowKernel(),
  ...RADICES.map(firstStageKernel),
  ...RADICES.map(stageKernel),
  combineKernel(),
  realSpectrumKernel('spectrum'),
  realSpectrumKernel('power'),
]);
