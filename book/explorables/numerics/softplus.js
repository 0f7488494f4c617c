// As in nnlib.smooth_rectifiers.

/** log(1 + eᶻ), without overflow. */
export const softplus = (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
