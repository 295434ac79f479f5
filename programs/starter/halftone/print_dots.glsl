// title: Print dots
// family: halftone
// description: A soft picture printed in four rotated dot screens
// dialect: shadertoy
// licence: CC0-1.0
vec3 picture(vec2 p) {
    vec2 c = vec2(0.35 * sin(iTime), 0.3 * cos(1.3 * iTime));
    float ball = smoothstep(0.55, 0.5, length(p - c));
    vec3 back = mix(vec3(0.95, 0.85, 0.3), vec3(0.2, 0.6, 0.9), 0.5 + 0.5 * sin(2.0 * p.y + 1.5 * p.x + iTime));
    vec3 fruit = vec3(0.9, 0.2, 0.25) * (0.4 + 1.0 * clamp(1.0 - length(p - c - vec2(-0.15, 0.2)), 0.0, 1.0));
    return clamp(mix(back, fruit, ball), 0.0, 1.0);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float SCREEN = 11.0;
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 paper = vec3(0.97, 0.95, 0.9);
    for (int k = 0; k < 3; k++) {
        float a = 0.26 + 0.52 * float(k);
        mat2 turn = mat2(cos(a), sin(a), -sin(a), cos(a));
        vec2 g = turn * uv * SCREEN, middle = floor(g) + 0.5;
        float ink = 1.0 - picture((middle * turn) / SCREEN)[k];
        float dotr = sqrt(ink) * 0.72;
        float on = smoothstep(dotr + 0.06, dotr - 0.06, length(g - middle));
        vec3 colour = vec3(k == 0 ? 0.05 : 1.0, k == 1 ? 0.1 : 0.95, k == 2 ? 0.1 : 1.0);
        paper *= mix(vec3(1.0), colour, on);
    }
    fragColor = vec4(paper, 1.0);
}
