// title: Moth on leaf
// family: figure_ground
// description: A moth beats spotted wings over a ribbed green leaf
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float slide = 0.3 * iTime, rib = abs(uv.x + 0.4 * uv.y - 0.2);
    float side = abs(fract(2.5 * (uv.y - 0.8 * rib) + slide) - 0.5);
    vec3 col = mix(vec3(0.15, 0.36, 0.12), vec3(0.42, 0.6, 0.2), vnoise(5.0 * uv + vec2(0.0, slide)) * 0.5 + side);
    col = mix(col, vec3(0.72, 0.8, 0.45), max(smoothstep(0.05, 0.02, rib), 0.7 * smoothstep(0.06, 0.02, side)));
    vec2 c = 0.35 * vec2(sin(0.9 * iTime), cos(1.3 * iTime));
    float a = 0.9 * sin(0.5 * iTime);
    vec2 p = mat2(cos(a), sin(a), -sin(a), cos(a)) * (uv - c);
    float beat = 0.65 + 0.35 * sin(5.0 * iTime);
    vec2 m = vec2(abs(p.x) / beat, p.y);
    float r = length(m), th = atan(m.y, m.x + 1e-5);
    float upper = r - 0.85 * (0.6 + 0.4 * sin(2.0 * th + 0.4)) * smoothstep(-0.15, 0.1, th) * smoothstep(1.5, 1.0, th);
    vec2 low = m - vec2(0.27, -0.24);
    float wing = min(upper, length(low / vec2(1.0, 1.2)) - 0.27);
    float shadow = smoothstep(0.1, -0.1, wing + 0.02);
    col *= 1.0 - 0.4 * shadow;
    vec3 dust = mix(vec3(0.85, 0.55, 0.3), vec3(0.45, 0.2, 0.25), step(0.5, fract(4.5 * r + 0.3 * vnoise(9.0 * m))));
    dust *= 0.75 + 0.4 * vnoise(vec2(24.0 * th, 4.0 * r));
    float eye = min(length(m - vec2(0.48, 0.3)), length(low));
    dust = mix(dust, vec3(0.95, 0.9, 0.6), smoothstep(0.14, 0.12, eye));
    dust = mix(dust, vec3(0.1, 0.1, 0.3), smoothstep(0.09, 0.07, eye));
    col = mix(col, dust * (0.7 + 0.3 * beat), smoothstep(0.01, -0.01, wing));
    float body = length(vec2(p.x, 0.25 * p.y)) - 0.07;
    col = mix(col, vec3(0.25, 0.2, 0.18) * (0.7 + 0.5 * step(0.5, fract(9.0 * p.y))), smoothstep(0.01, -0.01, body));
    fragColor = vec4(col, 1.0);
}
