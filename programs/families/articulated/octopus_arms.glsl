// title: Octopus arms
// family: octopus_arms
// description: Tapering arms with two rows of suckers curl and uncurl
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kArms identity 8.0 4.0 10.0
// @param kCurl pose 1.0 0.2 2.0
// @param kTaper identity 0.16 0.08 0.22
// @param kHue palette 0.0 0.0 6.28
// @param kMottle texture 6.0 2.0 14.0
const float kArms = 8.0;
const float kCurl = 1.0;
const float kTaper = 0.16;
const float kHue = 0.0;
const float kMottle = 6.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(0.02, 0.12, 0.25), vec3(0.1, 0.42, 0.5), 0.5 + 0.5 * p.y) + 0.1 * vnoise(3.0 * p + 0.3 * iTime);
    col += 0.3 * smoothstep(0.9, 1.0, vnoise(30.0 * p + vec2(0.0, -iTime)));
    vec3 skin = spin(vec3(0.8, 0.35, 0.25), kHue);
    vec2 q0 = p - 0.12 * vec2(sin(0.6 * iTime), cos(0.5 * iTime));
    for (int arm = 0; arm < 10; arm++) {
        if (float(arm) >= floor(kArms)) break;
        float a = 6.2832 * float(arm) / floor(kArms) + 0.2 * sin(0.4 * iTime), bend = 0.0, near = 9.0, u = 0.0, side = 0.0;
        vec2 c = 0.12 * vec2(cos(a), sin(a));
        for (int k = 0; k < 22; k++) {
            float f = float(k) / 22.0, r = kTaper * (1.0 - 0.85 * f);
            bend = a + kCurl * f * f * 3.0 * sin(0.9 * iTime + 1.9 * float(arm)) + 0.4 * sin(6.0 * f - 2.0 * iTime + float(arm));
            vec2 dir = vec2(cos(bend), sin(bend)), v = q0 - c;
            float along = clamp(dot(v, dir), 0.0, 0.055), d = length(v - along * dir) / r;
            if (d < near) { near = d; u = float(k) + along / 0.055; side = dot(v, vec2(-dir.y, dir.x)) / r; }
            c += 0.055 * dir;
        }
        vec3 hide = skin * (0.45 + 0.6 * sqrt(max(1.0 - near * near, 0.0))) * (0.75 + 0.5 * vnoise(kMottle * vec2(0.4 * u, side + 3.0 * float(arm))));
        hide = mix(hide, vec3(0.98, 0.85, 0.75), smoothstep(0.3, 0.5, side) * 0.8);
        float cup = length(vec2(0.7 * (fract(0.8 * u) - 0.5), side - 0.62)) - 0.2;
        hide = mix(hide, vec3(0.65, 0.35, 0.35), smoothstep(0.08, 0.0, abs(cup)));
        col *= 1.0 - 0.45 * smoothstep(1.5, 0.9, near);
        col = mix(col, hide, smoothstep(1.0, 0.9, near));
    }
    float head = length(q0 * vec2(1.05, 0.9)) - 0.3, pulse = vnoise(kMottle * 1.5 * q0 + 0.5 * iTime);
    col = mix(col, skin * (1.1 + 1.4 * dot(q0, vec2(-0.6, 0.7))) * (0.7 + 0.5 * pulse), smoothstep(0.01, -0.01, head));
    vec2 eye = vec2(abs(q0.x) - 0.14, q0.y - 0.06);
    col = mix(col, vec3(0.95, 0.85, 0.4), smoothstep(0.01, -0.01, length(eye) - 0.065));
    col = mix(col, vec3(0.05), smoothstep(0.01, -0.01, max(abs(eye.x) - 0.05, abs(eye.y) - 0.018)));
    fragColor = vec4(col, 1.0);
}
