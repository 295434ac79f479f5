// dialect: sandbox
uniform float uTime;
uniform vec3 uColor;
varying vec2 vUv;
varying vec3 vNormal;
#include <common>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
void main() {
  #include <clipping_planes_fragment>
  float wave = saturate(0.5 + 0.5 * sin(PI2 * vUv.x + uTime)) + pow2(vUv.y) * RECIPROCAL_PI + EPSILON;
  vec3 colour = saturate(uColor * wave) * rand(vUv) + whiteComplement(average(vec3(vUv, 1.0))) * pow4(vNormal);
  gl_FragColor = vec4(colour * average(colour), PI_HALF);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
  # include <fog_fragment>
  #include <dithering_fragment>
}
