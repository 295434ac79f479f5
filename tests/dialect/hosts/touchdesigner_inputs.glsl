// dialect: sandbox
uniform float uSpeed;
layout(location = 0) out vec4 fragColor;
float aspect = uTD2DInfos[0].res.z / uTD2DInfos[0].res.w;
vec2 texel = uTDOutputInfo.res.xy;
void main() {
  vec2 p = vUV.st * vec2(aspect, 1.0);
  vec4 c = texture(sTD2DInputs[0], vUV.st + texel) + texture(sTD2DInputs[1], vUV.st);
  float n = TDSimplexNoise(p * 8.0) + TDPerlinNoise(vec3(p, uSpeed)) + TDSimplexNoise(vec4(p, p));
  c.rgb = mix(c.rgb, TDHSVToRGB(vec3(n, 0.7, 1.0)) * TDRGBToHSV(c.rgb).z, 0.5);
  ivec2 size = textureSize(sTD2DInputs[1], 0);
  fragColor = TDOutputSwizzle(TDDither(c * float(size.x) / 1024.0 + texelFetch(sTDNoiseMap, ivec2(gl_FragCoord.xy) & 255, 0) * 0.01));
}
